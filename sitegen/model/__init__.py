"""The frozen types that the stages share: values in, values out. Relations are keys, never references."""

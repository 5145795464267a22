try {
  document.documentElement.dataset.scheme = localStorage.getItem("scheme") || "auto";
} catch {
  document.documentElement.dataset.scheme = "auto";
}

// The messages of the server, by the worker that all tabs share; where a browser has none, by a stream of this tab's own.

export function follow(tell) {
  if (!("SharedWorker" in window)) {
    const source = new EventSource("/__sitegen/events");
    source.onmessage = (event) => tell(JSON.parse(event.data));
    source.onerror = () => tell({ lost: true });
    return;
  }
  const { port } = new SharedWorker("/__sitegen/client/worker.js", { name: "sitegen preview" });
  port.onmessage = (event) => tell(event.data);
  port.postMessage("hello");
  addEventListener("pagehide", () => port.postMessage("bye"));
  // A page that comes back by the Back button has missed what was said meanwhile.
  addEventListener("pageshow", (event) => event.persisted && port.postMessage("hello"));
}

// Holds the one event stream of a browser and passes each message on to every tab: browsers open six connections to a host,
// and with a stream for each tab the seventh would wait for ever.

const ports = new Set();
let latest = null;

function pass(message) {
  latest = message;
  for (const port of ports) port.postMessage(message);
}

function listen() {
  const source = new EventSource("/__sitegen/events");
  source.onmessage = (event) => pass(JSON.parse(event.data));
  source.onerror = () => {
    pass({ lost: true });
    // An answer that is no stream ends it for good; while the server is away the browser tries again by itself.
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  };
}

// A tab says "hello" when it wants the latest message, and "bye" when it goes.
self.onconnect = ({ ports: [port] }) => {
  port.onmessage = ({ data }) => {
    if (data === "bye") ports.delete(port);
    else {
      ports.add(port);
      if (latest) port.postMessage(latest);
    }
  };
};

listen();

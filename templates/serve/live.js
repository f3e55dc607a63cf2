// Waits for the next version of the site, and shows the faults of the last build. Only `edition serve` sends it.
const version = document.currentScript.dataset.version;
const stream = new EventSource("/_edition-live/events");
stream.onmessage = (message) => {
  const state = JSON.parse(message.data);
  if (state.version && state.version !== version) location.reload();
  else show(state);
};

function show({ faults, more }) {
  document.getElementById("ed-live")?.remove();
  if (!faults.length) return;
  const panel = document.createElement("details");
  panel.id = "ed-live";
  panel.open = faults.some((fault) => fault.severity === "error");
  const errors = faults.filter((fault) => fault.severity === "error").length;
  const all = faults.length + more;
  const title = document.createElement("summary");
  title.textContent = `${all} ${all === 1 ? "fault" : "faults"}${errors ? "" : ", none an error"}`;
  const list = document.createElement("ul");
  for (const fault of faults) list.append(told(fault));
  if (more) list.append(told({ severity: "warning", place: "", message: `and ${more} more, in the terminal`, help: "" }));
  panel.append(title, list);
  document.body.append(panel);
}

function told({ severity, place, message, help }) {
  const item = document.createElement("li");
  item.className = severity;
  for (const [name, text] of [["code", place], ["span", message], ["small", help]]) {
    if (!text) continue;
    const part = document.createElement(name);
    part.textContent = text;
    item.append(part, " ");
  }
  return item;
}

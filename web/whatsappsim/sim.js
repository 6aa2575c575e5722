// The telephone: shows what the simulator knows, and tells it what the customer does. All text goes in as text nodes.
const $ = (id) => document.getElementById(id);
const OPTIONS = ["duplicates", "held", "shuffled", "merged", "reads"];
const TICKS = { sent: "✓", delivered: "✓✓", read: "✓✓", played: "✓✓", failed: "!" };
let seen = -1;

async function ask(path, body) {
  const answer = await fetch(`/sim/${path}`, body === undefined ? {} : {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  });
  return answer.json();
}

function made(tag, name, ...inside) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...inside);
  return node;
}

// WhatsApp's own marks and links, as nodes.
function formatted(text) {
  const found = /(https?:\/\/[^\s]+)|\*([^*\n]+)\*|(?<![\w])_([^_\n]+)_(?![\w])|~([^~\n]+)~|`([^`\n]+)`/g;
  const out = [];
  let from = 0;
  for (const hit of text.matchAll(found)) {
    out.push(text.slice(from, hit.index));
    const [whole, link, strong, slanted, struck, fixed] = hit;
    if (link) {
      const a = made("a", "", link);
      a.href = link;
      a.rel = "noopener";
      a.target = "_blank";
      out.push(a);
    } else if (strong) out.push(made("strong", "", strong));
    else if (slanted) out.push(made("em", "", slanted));
    else if (struck) out.push(made("s", "", struck));
    else out.push(made("code", "", fixed));
    from = hit.index + whole.length;
  }
  return [...out, text.slice(from)];
}

function words(payload) {
  const inner = payload[payload.type] ?? {};
  if (payload.type === "text") return inner.body;
  if (payload.type === "button") return inner.text;
  if (payload.type === "template") return `Plantilla «${inner.name}» (${inner.language.code})`;
  if (payload.type === "interactive") return inner.body?.text ?? (inner.button_reply ?? inner.list_reply)?.title;
  return inner.caption ?? `[${payload.type}]`;
}

function choices(entry) {
  const action = entry.payload.interactive?.action;
  if (!action) return [];
  const rows = (action.sections ?? []).flatMap((section) => section.rows);
  const items = action.buttons?.map((button) => button.reply) ?? rows;
  const box = made("div", action.buttons ? "choices" : "choices list");
  for (const item of items) {
    const button = made("button", "", item.title, ...(item.description ? [made("small", "", item.description)] : []));
    button.type = "button";
    button.onclick = () => ask("press", { message: entry.id, id: item.id }).then(draw);
    box.append(button);
  }
  return [box];
}

function bubble(entry) {
  const when = new Date(entry.at).toLocaleTimeString("es", { hour: "2-digit", minute: "2-digit" });
  const ticks = made("span", `ticks ${entry.status}`, entry.mine ? (TICKS[entry.status] ?? "✓") : "");
  const box = made("div", "bubble", ...formatted(words(entry.payload) ?? ""), made("span", "when", `${when} `, ticks));
  const message = made("div", entry.mine ? "message mine" : "message", box, ...(entry.mine ? [] : choices(entry)));
  if (entry.reaction) message.append(made("span", "reaction", entry.reaction));
  if (!entry.mine) box.ondblclick = () => ask("react", { message: entry.id, id: entry.reaction ? "" : "👍" }).then(draw);
  return message;
}

let asked = 0;

async function draw() {
  const mine = ++asked;
  const state = await ask(`state?customer=${encodeURIComponent($("customer").value)}&line=${encodeURIComponent($("line").value)}`);
  if (mine !== asked) return;
  if (!$("line").options.length) {
    for (const [id, shown] of Object.entries(state.lines)) $("line").add(new Option(shown, id));
    return draw();
  }
  $("presence").textContent = state.typing ? "escribiendo…" : "en línea";
  $("waiting").textContent = state.held;
  $("window").textContent = state.open ? "Ventana de 24 horas: abierta" : "Ventana de 24 horas: cerrada";
  $("window").classList.toggle("closed", !state.open);
  for (const name of OPTIONS) $(name).checked = state.options[name];
  const mark = `${state.changed}:${$("customer").value}:${$("line").value}`;
  if (mark === seen) return;
  seen = mark;
  const log = $("log");
  log.replaceChildren(...state.entries.map(bubble));
  log.scrollTop = log.scrollHeight;
}

function said(more) {
  return ask("messages", {
    customer: $("customer").value, line: $("line").value, name: $("name").value, hide_number: $("hide").checked, ...more,
  }).then(draw);
}

$("write").onsubmit = (event) => {
  event.preventDefault();
  const text = $("text").value.trim();
  $("text").value = "";
  if (text) said({ text });
};
$("photo").onchange = async () => {
  const [file] = $("photo").files;
  if (!file) return;
  const text = $("text").value.trim();
  $("text").value = $("photo").value = "";
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  said({ type: "image", base64: btoa(binary), mime: file.type, text });
};
for (const name of OPTIONS) $(name).onchange = () => ask("options", { [name]: $(name).checked });
$("code").onchange = () => ask("options", { fail_next: $("code").value ? Number($("code").value) : null });
$("release").onclick = () => ask("release", {}).then(draw);
$("day").onclick = () => ask("pass-a-day", {}).then(draw);
$("handshake").onclick = async () => {
  const { verified } = await ask("handshake", {});
  $("verified").textContent = verified ? "Contesta bien." : "No contesta.";
};
$("line").onchange = draw;
$("customer").onchange = draw;
draw();
setInterval(draw, 500);

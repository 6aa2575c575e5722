// <script src="…/widget.js" data-tenant="colombiatic" async></script>
(() => {
  const script = document.currentScript;
  const { tenant, lang, color } = script.dataset;
  const { origin } = new URL(script.src);
  const isSpanish = (lang || document.documentElement.lang || navigator.language).startsWith("es");
  const [open, close] = isSpanish ? ["Abrir el chat", "Cerrar el chat"] : ["Open chat", "Close chat"];

  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    button { position: fixed; right: 20px; bottom: 20px; z-index: 99999; width: 60px; height: 60px; border: 0;
      border-radius: 50%; background: var(--color, #0b6b62); color: #fff; cursor: pointer; display: grid;
      place-items: center; box-shadow: 0 6px 24px #0004; }
    button:focus-visible { outline: 3px solid }
    svg { width: 28px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; }
    iframe { position: fixed; right: 20px; bottom: 92px; z-index: 99999; width: min(400px, calc(100vw - 40px));
      height: min(640px, calc(100dvh - 112px)); border: 0; border-radius: 18px; background: Canvas;
      box-shadow: 0 12px 48px #0005; }
    iframe[hidden] { display: none; }
    @media (max-width: 520px) { iframe { inset: 0; width: 100%; height: 100%; border-radius: 0; } }`);
  root.adoptedStyleSheets = [sheet];
  if (color) host.style.setProperty("--color", color);

  const button = document.createElement("button");
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.append(path);
  button.append(icon);
  button.addEventListener("click", () => show(!frame || frame.hidden));
  root.append(button);
  let frame;

  function address() {
    const page = new URLSearchParams(location.search);
    const query = new URLSearchParams({ embed: 1, page_url: location.href, referrer: document.referrer });
    for (const [name, value] of page) if (name.startsWith("utm_")) query.set(name, value);
    if (lang) query.set("lang", lang);
    return `${origin}/demo/${encodeURIComponent(tenant)}?${query}`;
  }

  function show(on) {
    if (on && !frame) {
      frame = document.createElement("iframe");
      frame.title = "Chat";
      frame.src = address();
      root.append(frame);
    }
    if (frame) frame.hidden = !on;
    button.setAttribute("aria-label", on ? close : open);
    button.setAttribute("aria-expanded", on);
    path.setAttribute("d", on ? "M6 6l12 12M18 6 6 18" : "M12 20H5l1.6-2.9A8 8 0 1 1 12 20Z");
    if (on) frame.focus();
  }

  addEventListener("message", (event) => {
    if (event.origin !== origin || event.source !== frame?.contentWindow || event.data.parley !== "close") return;
    show(false);
    button.focus();
  });
  show(false);
  document.documentElement.append(host);
})();

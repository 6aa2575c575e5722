// <script async src="https://chat.example/widget.js" data-tenant="colombiatic"></script>
//
// Commands: boot update shutdown open close on setUser setContext transferToWhatsApp. A line of the
// page keeps those that are given before this file is there:
//   window.Parley ??= function () { (Parley.q ??= []).push(arguments); };
(() => {
  if (window.Parley?.isLoaded) return;
  const script = document.currentScript;
  const { origin } = new URL(script.src);
  const early = window.Parley?.q ?? [];
  const handlers = {};
  const phone = matchMedia("(max-width: 520px)");
  const WORDS = {
    es: { open: "Abrir el chat", close: "Cerrar el chat", news: ["mensaje nuevo", "mensajes nuevos"] },
    en: { open: "Open chat", close: "Close chat", news: ["new message", "new messages"] },
  };
  const SHAPES = { chat: "M12 20H5l1.6-2.9A8 8 0 1 1 12 20Z", cross: "M6 6l12 12M18 6 6 18" };
  const STYLE = `
    :host { all: initial; position: fixed; z-index: 2147483000 }
    button { position: fixed; right: 20px; bottom: max(20px, env(safe-area-inset-bottom)); width: 60px; height: 60px;
      padding: 0; border: 0; border-radius: 50%; background: var(--color, #0b6b62); color: var(--on, #fff); cursor: pointer;
      display: grid; place-items: center; box-shadow: 0 6px 24px #0004 }
    button:focus-visible { outline: 3px solid var(--color, #0b6b62); outline-offset: 3px; box-shadow: 0 0 0 3px #fff }
    svg { width: 28px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round }
    span { position: absolute; top: -3px; right: -3px; min-width: 22px; height: 22px; padding: 0 6px; border-radius: 99px;
      background: #b3261e; color: #fff; font: 600 13px/22px system-ui, sans-serif; text-align: center; box-sizing: border-box }
    iframe { position: fixed; right: 20px; bottom: 96px; width: min(400px, calc(100vw - 40px)); color-scheme: normal;
      height: min(680px, calc(100dvh - 116px)); border: 0; border-radius: 18px; background: Canvas; box-shadow: 0 12px 48px #0005 }
    [hidden] { display: none !important }
    @media (prefers-reduced-motion: no-preference) {
      iframe { animation: rise .16s ease-out }
      @keyframes rise { from { opacity: 0; transform: translateY(10px) } }
    }
    @media (max-width: 520px) {
      iframe { inset: 0; width: 100%; height: 100dvh; border-radius: 0 }
      :host([open]) button { display: none }
    }`;

  let options = null;
  let given = {};
  let user = null;
  let parts = null;
  let isReady = false;
  let unread = 0;
  let waiting = [];
  let next = null;

  // ---- the site's own storage: how the visitor first came, whether the chat was open

  const name = () => `parley:${options.tenant}`;
  const kept = () => {
    try {
      return JSON.parse(localStorage.getItem(name())) ?? {};
    } catch {
      return {};
    }
  };
  const keep = (change) => {
    try {
      localStorage.setItem(name(), JSON.stringify({ ...kept(), ...change }));
    } catch {
      // without storage every page is the first
    }
  };

  const touch = () => {
    const utm = {};
    for (const [key, value] of new URLSearchParams(location.search)) if (key.startsWith("utm_")) utm[key] = value;
    return { page_url: location.href, referrer: document.referrer || null, utm };
  };
  const context = () => ({ ...touch(), ...given, first: kept().first });

  // ---- the launcher and the frame

  function build() {
    const host = document.createElement("div");
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    const button = document.createElement("button");
    const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    const badge = document.createElement("span");
    icon.setAttribute("viewBox", "0 0 24 24");
    icon.setAttribute("aria-hidden", "true");
    badge.setAttribute("aria-hidden", "true");
    icon.append(path);
    button.append(icon, badge);
    button.addEventListener("click", () => (isOpen() ? close() : open()));
    root.append(button);
    document.documentElement.append(host);
    parts = { host, root, button, path, badge, frame: null };
    draw();
  }

  const isOpen = () => Boolean(parts?.frame && !parts.frame.hidden);
  const words = () => WORDS[options.lang.startsWith("es") ? "es" : "en"];

  function draw() {
    const { host, button, path, badge } = parts;
    const label = isOpen() ? words().close : words().open;
    button.setAttribute("aria-label", unread && !isOpen() ? `${label}, ${unread} ${words().news[+(unread > 1)]}` : label);
    button.setAttribute("aria-expanded", isOpen());
    path.setAttribute("d", isOpen() ? SHAPES.cross : SHAPES.chat);
    badge.textContent = unread > 9 ? "9+" : unread;
    badge.hidden = !unread || isOpen();
    host.toggleAttribute("open", isOpen());
  }

  async function paint() {
    const { tenant } = options;
    const about = options.color ? {} : await fetch(`${origin}/widget/${encodeURIComponent(tenant)}.json`).then(
      (answer) => (answer.ok ? answer.json() : {}), () => ({}));
    if (!parts || tenant !== options.tenant) return;
    parts.host.style.setProperty("--color", options.color ?? about.color ?? "#0b6b62");
    parts.host.style.setProperty("--on", about.on ?? "#fff");
    if (about.name && parts.frame) parts.frame.title = about.name;
  }

  function load() {
    if (parts.frame) return;
    const { first, ...now } = context();
    const query = new URLSearchParams({ embed: 1, origin: location.origin, page_url: now.page_url, ...now.utm });
    if (now.referrer) query.set("referrer", now.referrer);
    if (first) query.set("first", JSON.stringify(first));
    query.set("lang", options.lang.split("-")[0]);
    if (/^#[0-9a-f]{6}$/i.test(options.color)) query.set("color", options.color.slice(1));
    parts.frame = document.createElement("iframe");
    parts.frame.title = "Chat";
    parts.frame.hidden = true;
    parts.frame.allow = "autoplay";
    parts.frame.src = `${origin}/demo/${encodeURIComponent(options.tenant)}?${query}`;
    parts.root.append(parts.frame);
  }

  function post(what, data) {
    if (isReady) parts.frame.contentWindow.postMessage({ parley: what, ...data }, origin);
    else waiting.push([what, data]);
  }

  function open(focus = true) {
    if (!parts || isOpen()) return;
    load();
    parts.frame.hidden = false;
    keep({ isOpen: true, began: true });
    draw();
    if (focus) parts.frame.focus();
    post("shown", { on: true, focus });
    emit("open");
  }

  function close() {
    if (!isOpen()) return;
    const hadFocus = parts.root.activeElement === parts.frame || phone.matches;
    parts.frame.hidden = true;
    keep({ isOpen: false });
    draw();
    if (hadFocus) parts.button.focus();
    post("shown", { on: false });
    emit("close");
  }

  const emit = (event, detail) => (handlers[event] ?? []).forEach((handler) => handler(detail));

  // ---- what the frame says

  const heard = {
    ready() {
      isReady = true;
      if (isOpen()) post("shown", { on: true, focus: false });
      for (const [what, data] of waiting.splice(0)) post(what, data);
      if (user) post("user", { jwt: user });
      emit("ready");
    },
    close,
    unread({ count }) {
      unread = count;
      draw();
      emit("unread", count);
    },
    message: ({ role }) => emit("message", { role }),
    keep: ({ value }) => keep({ frame: value }),
    recall: () => parts.frame.contentWindow.postMessage({ parley: "kept", value: kept().frame ?? null }, origin),
    gone: () => drop(),
  };

  addEventListener("message", ({ origin: from, source, data }) => {
    if (from !== origin || !parts?.frame || source !== parts.frame.contentWindow) return;
    heard[data?.parley]?.(data);
  });

  function drop() {
    parts?.host.remove();
    parts = null;
    isReady = false;
    unread = 0;
    waiting = [];
    if (next) commands.boot(next);
    next = null;
  }

  // ---- the commands

  const commands = {
    boot(chosen = {}) {
      // who is being forgotten goes first
      if (parts?.host.hidden) next = chosen;
      if (parts) return;
      options = { lang: document.documentElement.lang || navigator.language, ...script.dataset, ...chosen };
      if (!options.tenant) throw new Error("Parley: which business? Give data-tenant, or boot with { tenant }.");
      if (!kept().first) keep({ first: touch() });
      build();
      paint();
      if (kept().isOpen && !phone.matches) open(false);
      else if (kept().began) load();
    },
    update(chosen) {
      options = { ...options, ...chosen };
      if (parts?.frame) post("context", context());
    },
    shutdown() {
      user = null;
      given = {};
      if (!parts) return;
      const { began } = kept();
      try {
        localStorage.removeItem(name());
      } catch {
        // no storage
      }
      if (!began && !parts.frame) return drop();
      parts.host.hidden = true;
      load();
      post("shutdown");
    },
    open,
    close,
    on(event, handler) {
      (handlers[event] ??= []).push(handler);
    },
    setUser(jwt) {
      user = jwt;
      if (isReady) post("user", { jwt });
    },
    setContext({ page, ...more } = {}) {
      given = { ...given, ...more, ...(page ? { page_url: page } : {}) };
      if (parts?.frame) post("context", context());
    },
    transferToWhatsApp() {
      open();
      post("transfer");
    },
  };

  function Parley(command, ...rest) {
    if (!commands[command]) throw new Error(`Parley: no command ${command}; expected ${Object.keys(commands).join(", ")}.`);
    return commands[command](...rest);
  }
  Parley.isLoaded = true;
  window.Parley = Parley;
  const booted = [...early].some(([command]) => command === "boot");
  if (script.dataset.tenant && !booted) commands.boot();
  for (const call of early) Parley(...call);
})();

// The page's own words, in the language that was chosen here.

const ALL = JSON.parse(document.body.dataset.words);
const KEPT = "parley.console.language";

let language = localStorage.getItem(KEPT) ?? (navigator.language.startsWith("en") ? "en" : "es");

export function say(name, values = {}) {
  const text = ALL[language][name] ?? name;
  return text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}

export function chosen() {
  return language;
}

export function choose(other) {
  language = other;
  localStorage.setItem(KEPT, other);
  document.documentElement.lang = other;
}

/** How long ago, short enough for a list. */
export function since(at, now = Date.now()) {
  const minutes = Math.max(0, Math.floor((now - new Date(at)) / 60000));
  if (minutes < 1) return say("now");
  if (minutes < 60) return say("minutes", { n: minutes });
  if (minutes < 48 * 60) return say("hours", { n: Math.floor(minutes / 60) });
  return say("days", { n: Math.floor(minutes / 1440) });
}

export function clock(at) {
  return new Date(at).toLocaleTimeString(language, { hour: "numeric", minute: "2-digit" });
}

export function day(at) {
  return new Date(at).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
}

const DIGITS = JSON.parse(document.body.dataset.digits);

/** Minor units of a currency as people write them: without cents where there are none. */
export function money(minor, currency) {
  const digits = DIGITS[currency] ?? 2;
  const shown = minor % 10 ** digits ? digits : 0;
  const format = new Intl.NumberFormat(language, { style: "currency", currency, minimumFractionDigits: shown, maximumFractionDigits: shown });
  return format.format(minor / 10 ** digits);
}

/** A field, stage or signal as people say it; those of a pack's own are shown as the pack calls them. */
export function named(name) {
  const said = say(`known_${name}`);
  return said === `known_${name}` ? name.replaceAll("_", " ") : said;
}

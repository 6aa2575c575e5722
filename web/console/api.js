// The endpoints of the console.

const BASE = "/console/api";

export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail ?? `HTTP ${status}`);
    this.status = status;
    this.title = problem.title;
  }
}

let csrf = "";

async function call(method, path, body) {
  const headers = { Accept: "application/json", "X-CSRF": csrf };
  if (body) headers["Content-Type"] = "application/json";
  const answer = await fetch(BASE + path, { method, headers, body: body && JSON.stringify(body) });
  const data = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, data);
  return data;
}

function known(me) {
  csrf = me.csrf;
  return me;
}

export const signIn = async (given) => known(await call("POST", "/sign-in", given));
export const me = async () => known(await call("GET", "/me"));
export const signOut = () => call("POST", "/sign-out");
export const here = () => call("POST", "/here");
export const setAvailable = (available) => call("POST", "/available", { available });
export const people = () => call("GET", "/people");
export const canned = () => call("GET", "/canned");
export const unanswered = () => call("GET", "/unanswered");

export function list(filters, after) {
  const wanted = Object.entries({ ...filters, after }).filter(([, value]) => value);
  return call("GET", `/conversations?${new URLSearchParams(wanted)}`);
}

const at = (id, rest = "") => `/conversations/${id}${rest}`;
export const open = (id) => call("GET", at(id));
export const messagesAfter = (id, seq) => call("GET", at(id, `/messages?after=${seq}`));
export const messagesBefore = (id, seq) => call("GET", at(id, `/messages?before=${seq}`));
export const take = (id, force) => call("POST", at(id, force ? "/take?force=true" : "/take"));
export const release = (id) => call("POST", at(id, "/release"));
export const transfer = (id, to) => call("POST", at(id, "/transfer"), { to });
export const send = (id, message_id, text) => call("POST", at(id, "/messages"), { message_id, text });
export const note = (id, text) => call("POST", at(id, "/notes"), { text });
export const typing = (id) => call("POST", at(id, "/typing"));
export const viewing = (id) => call("POST", at(id, "/viewing"));
export const turns = (id) => call("GET", at(id, "/turns"));
export const state = (id, seq) => call("GET", at(id, `/turns/${seq}/state`));
export const suggestion = (id) => call("POST", at(id, "/suggestion"));
export const pin = (id, to) => call("PUT", at(id, "/faithful"), { to });
export const replay = (id, seq, change) => call("POST", at(id, `/turns/${seq}/replay`), change);
export const offers = (id, q) => call("GET", at(id, `/offers?${new URLSearchParams({ q })}`));
export const previewOffer = (id, about, what) => call("POST", at(id, "/offers/preview"), { about, what });
export const sendOffer = (id, offer) => call("POST", at(id, "/offers"), offer);
export const prepareQuote = (wanted) => call("POST", "/quotes", wanted);
export const sendQuote = (number) => call("POST", `/quotes/${encodeURIComponent(number)}/send`);
export const messageTemplates = (id) => call("GET", at(id, "/templates"));
export const sendTemplate = (id, chosen) => call("POST", at(id, "/template"), chosen);
export const fileOf = (id, file) => `${BASE}${at(id, `/files/${file}`)}`;
export const caseOf = (id) => `${BASE}${at(id, "/case")}`;
export const putCanned = (name, language, content) => call("PUT", `/canned/${name}`, { language, content });
export const dropCanned = (name, language) => call("DELETE", `/canned/${name}?language=${language}`);
export const approvals = () => call("GET", "/approvals");
export const decide = (id, approved) => call("POST", `/approvals/${id}`, { approved });

export const addPerson = (person) => call("POST", "/people", person);
export const movePerson = (id, place) => call("PUT", `/people/${id}`, place);
export const setWork = (id, work) => call("PUT", `/people/${id}/work`, work);
export const disablePerson = (id) => call("POST", `/people/${id}/disable`);
export const enablePerson = (id) => call("POST", `/people/${id}/enable`);
export const removeFactor = (id) => call("DELETE", `/people/${id}/factor`);
export const beginFactor = (password) => call("POST", "/factor", { password });
export const confirmFactor = (shown) => call("POST", "/factor/confirm", shown);
export const newRecovery = () => call("POST", "/factor/recovery");
export const changePassword = (old, next) => call("POST", "/password", { old, new: next });
export const trail = (before) => call("GET", before ? `/admin/trail?before=${before}` : "/admin/trail");
export const connectors = () => call("GET", "/admin/connectors");
export const testConnector = (name) => call("POST", `/admin/connectors/${name}/test`);
export const keys = () => call("GET", "/keys");
export const createKey = (wanted) => call("POST", "/keys", wanted);
export const revokeKey = (id) => call("DELETE", `/keys/${id}`);
export const hours = () => call("GET", "/hours");
export const putHours = (changed) => call("PUT", "/hours", changed);
export const templates = (q) => call("GET", `/templates?${new URLSearchParams({ q })}`);
export const putTemplate = (name, wordings) => call("PUT", `/templates/${name}`, { wordings });
export const revisions = () => call("GET", "/pack");
export const checkPack = (changes) => call("POST", "/pack/check", changes);
export const installPack = (changes, note) => call("POST", "/pack/revisions", { ...changes, note });
export const revisionDiff = (number) => call("GET", `/pack/revisions/${number}/diff`);
export const activateRevision = (number) => call("POST", `/pack/revisions/${number}/activate`);
export const tenants = () => call("GET", "/tenants");
export const enterTenant = (id, why) => call("POST", `/tenants/${id}/enter`, { why });
export const leaveTenant = () => call("POST", "/tenants/leave");

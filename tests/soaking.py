"""What a random walk does to a page of a list, and what it hears and reads there: scripts."""

from tests.stored import STORED

# The store refuses to open, or never answers: the page then goes on with texts, without pictures.
REFUSED = "Object.defineProperty(window, 'indexedDB', { get() { throw new Error('no'); } });"
# (20 seconds are a page's patience.)
NEVER = """(() => {
  const later = window.setTimeout;
  window.setTimeout = (work, after) => later(work, after === 20_000 ? 50 : after);
  IDBFactory.prototype.open = () => ({});
})();"""

# The key of the record that a tab fills in, or "".
NAMED = """() => {
  const { site } = document.documentElement.dataset;
  return sessionStorage.getItem(`paicha:${site}:mine:ladders.2030`) || "";
}"""
# Whether a page says that all is saved, and where; whether it says that a picture is not.
SAID = """() => {
  const said = document.querySelector("[data-part=saved]");
  const { dataset: { pending, local, tab }, textContent: text } = said;
  const { site, ready } = document.documentElement.dataset;
  const failed = [...document.querySelectorAll("[data-part=photo-failed]")];
  return {
    saved: ready === "" && pending === "0" && text !== "" && text !== tab,
    kind: text.endsWith(local.split("{}")[1]) ? "local" : "indexeddb",
    failed: failed.some((one) => !one.hidden),
    mine: sessionStorage.getItem(`paicha:${site}:mine:ladders.2030`) || "",
  };
}"""
# All records on the device, by the way they lie there.
READ = f"""async () => {{
  {STORED}
  const start = `paicha:${{document.documentElement.dataset.site}}:record:`;
  const texts = Object.entries(localStorage).filter(([key]) => key.startsWith(start));
  return {{ database: await stored.all(), texts: texts.map(([, text]) => JSON.parse(text)) }};
}}"""
ANSWER = """([item, result]) => {
  const input = document.querySelector(`#${item} [data-answer][value=${result}]`);
  if (input.disabled) return false;
  input.click();
  return true;
}"""
PANEL = """
  const panel = document.querySelector(`#${item} [data-part=finding]:not([hidden])`);
  if (!panel || panel.querySelector("fieldset").disabled) return false;
"""
WRITE = f"""([item, words]) => {{
  {PANEL}
  const field = panel.querySelector("[data-field=seen]");
  field.value = words;
  field.dispatchEvent(new Event("input", {{ bubbles: true }}));
  return true;
}}"""
# A picture is known by its width.
PHOTO = f"""async ([item, width]) => {{
  {PANEL}
  const canvas = Object.assign(document.createElement("canvas"), {{ width, height: 8 }});
  canvas.getContext("2d").fillRect(1, 1, 3, 3);
  const taken = new DataTransfer();
  const blob = await new Promise((done) => canvas.toBlob(done));
  if (panel.querySelector("[data-part=add-photo]").hidden) return false;
  taken.items.add(new File([blob], "IMG_0001.png", {{ type: "image/png" }}));
  const camera = panel.querySelector("input[type=file]");
  camera.files = taken.files;
  camera.dispatchEvent(new Event("change", {{ bubbles: true }}));
  return true;
}}"""
# Say all that a record needs to be closed.
FILL = """() => {
  if (document.querySelector("[data-answer]:disabled")) return false;
  const put = (field, value) => {
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  put(document.querySelector("[data-head=unit]"), "甲公司");
  put(document.querySelector("[data-head=inspectors]"), "张建");
  for (const panel of document.querySelectorAll("[data-part=finding]:not([hidden])")) {
    const tick = panel.querySelector("[data-part=conditions]:not([hidden]) [data-part=neither]");
    if (tick && !tick.checked) tick.click();
    const seen = panel.querySelector("[data-field=seen]");
    if (!seen.value) put(seen, "看到的");
    panel.querySelector("[data-field=remedy][value=now]").click();
  }
  return true;
}"""

/** Show what files bring before it is taken: new, more, the same, in conflict; then take what was chosen. */
import { imports as phrase } from "#words";
import { key, namesOf } from "../record/rules.js";
import { copiedElement, make, tell } from "../site/elements.js";
import { hold } from "../site/leaving.js";
import { need, part } from "../site/need.js";
import { wordOf } from "./called.js";
import { counted } from "./counting.js";
import { lineOf, seenOf, unitOf } from "./course.js";
import { differencesOf } from "./differences.js";
import { alike, optionsFor, short, SKIP } from "./options.js";
import { acceptProofs, lineOf as proofLine } from "./proving.js";
import { read } from "./reading.js";
import { shownName } from "./shown.js";
import { accept, acceptSteps } from "./taking.js";

/** @typedef {import("../record/store.js").Store} Store */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("../record/types").Step} Step */
/** @typedef {import("./reading.js").Found} Found */
/** @typedef {import("./reading.js").FoundStep} FoundStep */
/** @typedef {import("./reading.js").Refusal} Refusal */
/** @typedef {import("./options.js").Option} Option */
/** @typedef {import("./proving.js").FoundProof} FoundProof */
/** @typedef {Found & { number: number, taken: Map<string, string>, options: Option[], chosen: Option, element: HTMLElement }} Incoming */
/** @typedef {{ box: HTMLElement, preview: HTMLFormElement, incoming: Incoming[], steps: FoundStep[], proofs: FoundProof[] }} Preview */

// Showing

/** @param {Found} found */
const about = ({ from, record, list, photos }) => {
  const counts = counted(record, list);
  const said = [from, `${record.title}（${record.edition_title}）`, phrase.done({ count: Object.keys(record.answers).length })];
  if (counts.fail) said.push(phrase.failed({ count: counts.fail, major: counts.major ? phrase.major({ count: counts.major }) : "" }));
  if (counts.unsure) said.push(`${wordOf("unsure")}${counts.unsure}`);
  if (record.inspectors.length) said.push(phrase.inspectors({ names: shownName(namesOf(record.inspectors)) }));
  if (photos.found.length) said.push(phrase.photos({ count: photos.found.length }));
  said.push(record.closed ? phrase.closed({ number: record.closed.number }) : phrase.draft);
  return said.join("　");
};

/**
 * Say what is left to be chosen; nothing is taken before.
 * @param {Preview} shown
 */
const sayOpen = ({ preview, incoming, steps, proofs }) => {
  const sides = incoming.flatMap(({ chosen, taken }) => (chosen.kind === "merge" ? [...taken.values()] : []));
  const left = sides.filter((side) => !side).length;
  tell(part("open", preview), left ? phrase.left({ count: left }) : "");
  /** @type {HTMLButtonElement} */
  const button = need('[data-action="accept"]', preview);
  button.disabled = left > 0 || (!steps.length && !proofs.length && incoming.every(({ chosen }) => chosen.kind === "skip"));
};

/**
 * @param {Incoming} one
 * @param {Preview} shown
 */
const showDifferences = (one, shown) => {
  const place = part("differences", one.element);
  place.replaceChildren();
  const { record, list, number, taken, chosen } = one;
  if (chosen.target && (chosen.kind === "merge" || chosen.kind === "both")) {
    const compared = { record, list, target: chosen.target, number, taken, chosen: () => sayOpen(shown) };
    place.append(differencesOf(compared, chosen.kind === "merge"));
  }
  sayOpen(shown);
};

/**
 * What can be done with a record, and what is said of it first; `kept` are the records here, `earlier` came before it.
 * @param {Found} one
 * @param {InspectionRecord[]} kept
 * @param {Found[]} earlier
 * @returns {{ options: Option[], chosen: Option, said: string[] }}
 */
const optionsOf = ({ record, photos }, kept, earlier) => {
  const mine = kept.find((other) => key(other) === key(record));
  const above = earlier.find((other) => key(other.record) === key(record));
  if (above) return { options: [], chosen: SKIP, said: [alike(above.record, record) ? phrase.same_above : phrase.differs_above] };
  if (mine && alike(mine, record)) {
    if (!photos.found.length) return { options: [], chosen: SKIP, said: [phrase.same] };
    return { options: [], chosen: { kind: "photos", words: "" }, said: [phrase.only_photos] };
  }
  const options = optionsFor(record, mine, kept.filter(({ closed }) => !closed));
  return { options, chosen: options[0], said: mine?.closed ? [phrase.mine_closed({ number: mine.closed.number })] : [] };
};

/**
 * @param {Incoming} one
 * @param {Option} option
 * @param {Preview} shown
 */
const choiceOf = (one, option, shown) => {
  const label = make("label", "", "tick");
  const radio = make("input");
  Object.assign(radio, { type: "radio", name: `take-${one.number}`, checked: option === one.chosen });
  radio.addEventListener("change", () => {
    one.chosen = option;
    one.taken.clear();
    showDifferences(one, shown);
  });
  label.append(radio, ` ${option.words}`);
  return label;
};

/**
 * @param {Incoming} one
 * @param {string[]} said
 * @param {Preview} shown
 */
const fill = (one, said, shown) => {
  const { element, options } = one;
  part("title", element).textContent = short(one.record);
  part("about", element).textContent = about(one);
  part("warnings", element).replaceChildren(...said.map((words) => make("li", words)));
  const choices = part("choices", element);
  choices.hidden = !options.length;
  choices.append(...options.map((option) => choiceOf(one, option, shown)));
  showDifferences(one, shown);
};

/**
 * Say which steps come: there is nothing to choose, for none is ever changed.
 * @param {FoundStep[]} steps
 * @param {Step[]} kept
 */
const stepsBox = (steps, kept) => {
  const element = copiedElement("incoming");
  const here = steps.filter(({ step }) => kept.some(({ id }) => id === step.id)).length;
  const lacking = steps.flatMap(({ photos }) => photos.lacking).length;
  const said = [...steps.flatMap(({ warnings }) => warnings), ...(lacking ? [phrase.photos_lacking({ count: lacking })] : [])];
  part("title", element).textContent = phrase.steps({ count: steps.length });
  part("about", element).textContent = here ? phrase.steps_here({ count: here }) : "";
  part("warnings", element).replaceChildren(...[...steps.map(({ step }) => `${unitOf(step.found)}　${seenOf(step.found)}　${lineOf(step)}`), ...said].map((words) => make("li", words)));
  part("choices", element).hidden = true;
  return element;
};

/**
 * Say which proofs come: what says something else here comes beside it.
 * @param {FoundProof[]} proofs
 */
const proofsBox = (proofs) => {
  const element = copiedElement("incoming");
  part("title", element).textContent = phrase.proofs({ count: proofs.length });
  part("warnings", element).replaceChildren(...proofs.flatMap(({ proof, warnings }) => [proofLine(proof), ...warnings]).map((words) => make("li", words)));
  part("choices", element).hidden = true;
  return element;
};

/**
 * @param {Preview} shown
 * @param {{ found: Found[], steps: FoundStep[], proofs: FoundProof[], refused: Refusal[] }} files
 * @param {InspectionRecord[]} kept
 * @param {Step[]} keptSteps
 */
const show = (shown, { found, steps, proofs, refused }, kept, keptSteps) => {
  const { box, preview } = shown;
  const wrong = part("refused", box);
  wrong.hidden = !refused.length;
  need("ul", wrong).replaceChildren(...refused.map(({ from, words }) => make("li", `“${from}”${words}。`)));
  shown.incoming = [];
  Object.assign(shown, { steps, proofs });
  found.forEach((one, number) => {
    const { options, chosen, said } = optionsOf(one, kept, found.slice(0, number));
    const lacking = one.photos.lacking.length ? [phrase.photos_lacking({ count: one.photos.lacking.length })] : [];
    const ready = { ...one, number, taken: new Map(), options, chosen, element: copiedElement("incoming") };
    shown.incoming.push(ready);
    fill(ready, [...one.warnings, ...lacking, ...said], shown);
  });
  const boxes = [...shown.incoming.map(({ element }) => element), ...(steps.length ? [stepsBox(steps, keptSteps)] : []), ...(proofs.length ? [proofsBox(proofs)] : [])];
  part("incoming", preview).replaceChildren(...boxes);
  preview.hidden = !boxes.length;
  sayOpen(shown);
  (refused.length ? wrong : preview).scrollIntoView({ block: "nearest" });
};

/** @param {Preview} shown */
const clear = (shown) => {
  Object.assign(shown, { incoming: [], steps: [], proofs: [] });
  part("incoming", shown.preview).replaceChildren();
  /** @type {HTMLTextAreaElement} */ (part("pasted", shown.box)).value = "";
  shown.preview.hidden = true;
  part("refused", shown.box).hidden = true;
};

// Taking

/** @type {Record<Option["kind"], string>} */
const HOW = {
  skip: "",
  take: phrase.taken,
  copy: phrase.copied,
  replace: phrase.taken,
  both: phrase.taken,
  merge: phrase.merged,
  photos: phrase.photos_added,
};

/**
 * Take the records that were chosen; gives how many in which way, and what failed, in words.
 * @param {Incoming[]} incoming
 * @param {Store} keeper
 */
const takeRecords = async (incoming, keeper) => {
  const counts = new Map();
  const failed = [];
  for (const one of incoming) {
    const { done, wrong } = await accept(keeper, one);
    const how = HOW[one.chosen.kind];
    if (wrong) failed.push(`“${short(one.record)}”${wrong}。`);
    if (done && how) counts.set(how, (counts.get(how) || 0) + 1);
  }
  return { done: [...counts].map(([how, count]) => phrase.taken_count({ how, count })), failed };
};

/**
 * Take what was chosen, and all steps; gives what is said of it.
 * @param {Preview} shown
 * @param {Store} keeper
 */
const take = async ({ incoming, steps, proofs }, keeper) => {
  const { done, failed } = await takeRecords(incoming, keeper);
  if (steps.length) {
    const { count, wrong } = await acceptSteps(keeper, steps);
    done.push(phrase.steps_taken({ count }));
    if (wrong) failed.push(`${phrase.steps({ count: steps.length })}：${wrong}。`);
  }
  if (proofs.length) done.push(phrase.proofs_taken({ count: await acceptProofs(keeper, proofs) }));
  const said = done.join("，");
  return [...(said ? [`${said}。`] : []), ...failed].join(" ");
};

/**
 * Give what reads files and shows them; `taken` is called with words when records came in.
 * @param {HTMLElement} box
 * @param {{ keeper: Store, site: string, taken: (said: string) => unknown }} page
 */
export const importing = (box, { keeper, site, taken }) => {
  /** @type {Preview} */
  const shown = { box, preview: part("preview", box), incoming: [], steps: [], proofs: [] };
  const { preview } = shown;
  preview.addEventListener("submit", async (event) => {
    event.preventDefault();
    /** @type {HTMLButtonElement} */ (need('[data-action="accept"]', preview)).disabled = true;
    const said = await take(shown, keeper);
    clear(shown);
    document.dispatchEvent(new CustomEvent("record:kept"));
    taken(said);
  });
  need('[data-action="cancel"]', preview).addEventListener("click", () => clear(shown));
  hold(() => shown.steps.length || shown.proofs.length || shown.incoming.some(({ chosen }) => chosen.kind !== "skip"));
  return async (/** @type {File[]} */ files) => {
    clear(shown);
    show(shown, await read(files, site), await keeper.all(), await keeper.steps());
  };
};

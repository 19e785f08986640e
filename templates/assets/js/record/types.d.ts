/**
 * What scripts that deal with records share. A record is as data/record.schema.json says, a list as its script gives it
 * (paicha/render/lists.py): tests hold both to it.
 */

export type Value = "pass" | "fail" | "none" | "unsure";
/** "major" and "general" are ours; another one is kept, and shown as it is. */
export type Grade = string;
export type Remedy = "now" | "by-date";

/** A picture beside the record: its file's name, bytes and hash, its size in pixels, when it was taken. Never where. */
export interface Photo {
  name: string;
  size: number;
  sha256: string;
  width: number;
  height: number;
  taken: string | null;
}

/** What a "no" found. Blank text, a null grade, remedy or source: not said yet. */
export interface Finding {
  id: string;
  seen: string;
  place: string;
  conditions: string[];
  grade: Grade | null;
  remedy: Remedy | null;
  responsible: string;
  action: string;
  funds: string;
  due: string;
  contingency: string;
  source: "self" | "spot" | null;
  supervised: boolean;
  photos: Photo[];
}

/** Of what can't be judged yet: what is missing, and who looks. */
export interface Pending {
  what: string;
  who: string;
}

interface Given {
  kind: "result";
  text_hash: string;
  check: string;
  at: string;
  by: string;
  measures: { [label: string]: string };
  note: string;
  findings: Finding[];
}

/** A "yes" or "does not apply", or a "no" with what was found. */
interface Judged extends Given {
  value: "pass" | "none" | "fail";
  pending: null;
}

/** What can't be judged yet. */
interface Unsure extends Given {
  value: "unsure";
  pending: Pending;
}

/** What was answered, by whom, with the words it answered: only a "fail" has findings. */
export type Answer = Judged | Unsure;

/** Somebody who inspects or accompanies. */
export interface Person {
  name: string;
  certificate: string;
}

/** What a closed record is known by. */
export interface Origin {
  number: string;
  hash: string;
}

/** `seal` is the hash of the content of a record that was closed in the format before this one; else `hash` is. */
export interface Seal extends Origin {
  at: string;
  seal?: string;
}

/** When a record left the device, and the hash of what left. */
export interface Exported {
  at: string;
  content: string;
}

/** A signature by finger: strokes `x, y, x, y …` in a box 1000 wide and 320 high, and the hash of what was signed. */
export interface Signature {
  as: "inspectors" | "companions";
  name: string;
  at: string;
  content: string;
  strokes: number[][];
}

/** One inspection by one checklist in one edition: a Record by its trade's name, which TypeScript has taken. */
export interface InspectionRecord {
  format: "paicha-record/2";
  id: string;
  revision: number;
  revises: Origin | null;
  site: string;
  office: string;
  checklist: string;
  title: string;
  edition: string;
  edition_title: string;
  /** The role whose list is asked; none: the whole list. */
  door?: string;
  started: string;
  changed: string;
  exported: Exported | null;
  closed: Seal | null;
  date: string;
  particulars: { [id: string]: string };
  inspectors: Person[];
  companions: Person[];
  facets: string[];
  objects: { [id: string]: { kind: string; name: string } };
  answers: { [question: string]: Answer };
  signatures: Signature[];
}

/** What a step is of: a finding of a closed record. */
export interface Of {
  record: string;
  revision: number;
  number: string;
  question: string;
  finding: string;
}

/** What was found, told where its record is not: of which list, whose, when, by whom; and the words of its item, the name of the object. */
export interface Found extends Pick<Finding, "seen" | "place" | "grade" | "remedy" | "responsible" | "due" | "supervised" | "photos"> {
  title: string;
  unit: string;
  project: string;
  date: string;
  by: string;
  check: string;
  object: string;
}

/** What became of a finding on a day: never changed. `due` is a new last day where a recheck says "not-right". */
export interface Step {
  format: "paicha-step/1";
  id: string;
  site: string;
  office: string;
  at: string;
  date: string;
  by: Person[];
  kind: "put-right" | "recheck" | "supervised" | "struck-off";
  of: Of;
  found: Found;
  result: "right" | "not-right" | null;
  due: string;
  words: string;
  lasting: string;
  photos: Photo[];
}

/** A value to be measured: a number within limits, or a day that holds until, or since, so long. */
export interface Measure {
  label: string;
  unit: string | null;
  min: number | null;
  max: number | null;
  date: "until" | "since" | null;
}

/** What makes a "no" major, and the clauses that say so. */
export interface Condition {
  when: string;
  basis: string;
}

/** What a "no" without a condition counts as in a house's verdict. */
export type Sign = "stop" | "lesser" | "unknown";

/** A condition that measured values decide, by their labels. */
export interface Measured {
  when: string;
  labels: string[];
}

export interface Item {
  section: string;
  id: string;
  check: string;
  text_hash: string;
  facets: string[];
  each: string[];
  sign: Sign | null;
  measured: Measured[];
  measures: Measure[];
  conditions: Condition[];
  basis: string;
  on_fail: string[];
  on_major: string[];
}

export interface Outcome {
  title: string;
  treatment: string;
  on_fail: string[];
}

/** A house's grades; it is clear only where its structure is known: facets say which is. */
export interface Verdict {
  unfinished: string;
  known_for: string[];
  unknown_for: string[];
  severe: Outcome;
  stop: Outcome;
  lesser: Outcome;
  unknown: Outcome;
  clear: Outcome;
}

/** What the list of records says of one, kept beside it until it changes. `asked` and `open` are null without its list. */
export interface Summary
  extends Pick<InspectionRecord, "id" | "revision" | "revises" | "checklist" | "title" | "edition" | "edition_title" | "door" | "started" | "changed" | "exported" | "closed" | "date"> {
  /** By which program and which list it was made: by others it is made anew. */
  by: string;
  key: string;
  unit: string;
  address: string;
  called: string;
  /** The day it is filed under, and when it last became another, in milliseconds. */
  day: string;
  last: number;
  arrived: string;
  given: number;
  done: number;
  asked: number | null;
  open: number | null;
  fail: number;
  unsure: number;
  major: number;
  found: number;
  grade: string;
  verdict: string;
  isExported: boolean;
  isBroken: boolean;
  photos: string[];
  words: string;
}

/** A row of a form's list: what its columns say, by their ids. */
export interface ProofRow {
  id: string;
  cells: { [column: string]: string };
}

/** A form that was filled in to show that a duty was done on a day; `labels` are what its fields and columns were called. */
export interface Proof
  extends Pick<InspectionRecord, "id" | "revision" | "revises" | "site" | "office" | "title" | "started" | "changed" | "exported" | "closed" | "date"> {
  format: "paicha-proof/1";
  form: string;
  labels: { [name: string]: string };
  fields: { [name: string]: string };
  rows: ProofRow[];
}

/** What is kept at every change, closed and revised. */
export type Kept = InspectionRecord | Proof;

/** What a record is begun with. */
export type About = Pick<InspectionRecord, "site" | "office" | "checklist" | "title" | "edition" | "edition_title" | "door">;

/** A record that is closed. */
export type Closed = InspectionRecord & { closed: Seal };

/** What is asked of an item, wherever it stands: in a row of a page, or in a list's script. */
export type Question = Pick<Item, "id" | "check" | "text_hash" | "facets" | "each" | "sign" | "measured" | "measures"> & {
  conditions: Pick<Condition, "when">[];
};

/** What a list asks above the answers; one without options is written. */
export interface Particular {
  id: string;
  label: string;
  options?: string[];
}

/** What a record is read beside. */
export interface List {
  title: string;
  edition: string;
  prefix: string;
  field: string;
  particulars: Particular[];
  origin: "self" | "spot" | null;
  facets: { [id: string]: string };
  called: { [facet: string]: string };
  verdict: Verdict | null;
  retired: string[];
  /** The items that a door does not ask, by its role. */
  doors: { [role: string]: string[] };
  items: Item[];
}

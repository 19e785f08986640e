/**
 * What scripts that deal with records share. A record is as data/record.schema.json says, a list as its script gives it
 * (paicha/render/lists.py): tests hold both to it.
 */

export type Result = "pass" | "fail" | "none";
export type Grade = "major" | "general";
export type Remedy = "now" | "by-date";

/** A picture beside the record: its file's name, bytes and hash, and its size in pixels. */
export interface Photo {
  name: string;
  size: number;
  sha256: string;
  width: number;
  height: number;
}

/** What a "no" found. Blank text, a null grade or remedy: not said yet. */
export interface Finding {
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
  photos: Photo[];
}

interface Given {
  text_hash: string;
  check: string;
  at: string;
  measures: { [label: string]: string };
  note: string;
}

/** A "yes" or "does not apply", with the words it answered. */
export interface Passed extends Given {
  result: "pass" | "none";
  finding: null;
}

/** A "no", with what was found. */
export interface Failed extends Given {
  result: "fail";
  finding: Finding;
}

export type Answer = Passed | Failed;

/** What a closed record is known by. */
export interface Origin {
  number: string;
  hash: string;
}

export interface Seal extends Origin {
  at: string;
}

/** One inspection by one checklist in one edition: a Record by its trade's name, which TypeScript has taken. */
export interface InspectionRecord {
  format: "paicha-record/1";
  id: string;
  revision: number;
  revises: Origin | null;
  site: string;
  checklist: string;
  title: string;
  edition: string;
  edition_title: string;
  started: string;
  changed: string;
  exported: string | null;
  closed: Seal | null;
  unit: string;
  project: string;
  address: string;
  date: string;
  weather: string;
  inspectors: string[];
  companions: string[];
  facets: string[];
  answers: { [item: string]: Answer };
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

/** What a record is begun with. */
export type About = Pick<InspectionRecord, "site" | "checklist" | "title" | "edition" | "edition_title">;

/** A record that is closed. */
export type Closed = InspectionRecord & { closed: Seal };

/** What is asked of an item, wherever it stands: in a row of a page, or in a list's script. */
export type Question = Pick<Item, "id" | "check" | "text_hash" | "facets" | "sign" | "measured" | "measures"> & {
  conditions: Pick<Condition, "when">[];
};

/** What a record is read beside. */
export interface List {
  title: string;
  edition: string;
  prefix: string;
  field: string;
  facets: { [id: string]: string };
  verdict: Verdict | null;
  retired: string[];
  items: Item[];
}

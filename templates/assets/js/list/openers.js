/** What a button opens that is rarely tapped: a topic that does not apply, objects to be named. */
import { addObject, dropObject } from "./naming.js";
import { setAside } from "./topic.js";

/** @typedef {import("./draft.js").Draft} Draft */

/** @type {{ [action: string]: (draft: Draft, opener: HTMLElement) => unknown }} */
const OPENS = { "topic-na": setAside, "add-object": addObject, "drop-object": dropObject };

/**
 * @param {Draft} draft
 * @param {HTMLElement} opener
 */
export const open = (draft, opener) => OPENS[opener.dataset.action || ""](draft, opener);

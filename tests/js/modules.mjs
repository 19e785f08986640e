// Let node run the site's modules as they stand: their sentences come from .cache/js, where `make lint test` puts them.
import { register } from "node:module";

const WORDS = new URL("../../.cache/js/words.js", import.meta.url).href;
const hooks = `
  export const resolve = async (specifier, context, next) =>
    specifier === "#words" ? { url: ${JSON.stringify(WORDS)}, format: "module", shortCircuit: true } : next(specifier, context);
  export const load = async (url, context, next) =>
    next(url, /\\/assets\\/js\\/|\\/\\.cache\\/js\\//.test(url) ? { ...context, format: "module" } : context);
`;

register(`data:text/javascript,${encodeURIComponent(hooks)}`);

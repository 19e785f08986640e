/** What was asked for did not come. */
export class NotHanded extends Error {}

/**
 * Run a script that hands something over by `document.currentScript.take(…)`: what is downloaded late comes so, because
 * `file://` knows neither modules nor `fetch`.
 * @template T
 * @param {string} source
 * @returns {Promise<T>}
 */
export const handed = (source) =>
  new Promise((take, failed) => {
    const script = Object.assign(document.createElement("script"), { take });
    const fail = () => {
      script.remove();
      failed(new NotHanded(source));
    };
    script.addEventListener("load", fail); // it came, but handed nothing over
    script.addEventListener("error", fail);
    script.src = source;
    document.head.append(script);
  });

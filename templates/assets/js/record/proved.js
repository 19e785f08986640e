/** Whether this device has proofs: one without any need not open its database to say so. */

const { site } = document.documentElement.dataset;
const NOTE = `paicha:${site}:proofs`;

/** Note that it has some. */
export const noteProofs = () => {
  try {
    localStorage.setItem(NOTE, "1");
  } catch {
    // Refused: then they are counted on the page of records only.
  }
};

export const hasProofs = () => {
  try {
    return localStorage.getItem(NOTE) !== null;
  } catch {
    return false; // refused
  }
};

// Limits for scripts like those that ruff holds for Python: complexity 8, 30 statements, 5 parameters.
import js from "@eslint/js";
import globals from "globals";

// What takes markup for text, and what ties scripts together behind the imports' back.
const NEVER = [
  ...["innerHTML", "outerHTML", "srcdoc"].map((name) => ({ property: name, message: "textContent, or elements of the page's templates." })),
  ...["insertAdjacentHTML", "parseFromString", "createContextualFragment", "write", "writeln"].map((name) => ({ property: name, message: "textContent, or elements of the page's templates." })),
  { object: "window", property: "paicha", message: "Import it." },
];

/** Modules of a folder may import from these, and from no other; a list, home and proofs take of records/ what they bring late. */
const ROOMS = { site: [], record: ["site"], search: ["site"], list: ["site", "record", "records"], home: ["site", "record", "records"], proof: ["site", "record", "records"], records: ["site", "record"] };
const roomOf = (folder, others) => ({
  files: [`templates/assets/js/${folder}/**/*.js`],
  rules: {
    "no-restricted-imports": ["error", { patterns: [{ regex: `^\\.\\./(?!(?:${others.join("|") || "-"})/)`, message: `${folder}/ imports from: ${["itself", ...others].join(", ")}.` }] }],
  },
});

export default [
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2022, sourceType: "module" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "array-callback-return": "error",
      complexity: ["error", 8],
      curly: ["error", "multi-line"],
      "default-case-last": "error",
      eqeqeq: "error",
      "func-style": ["error", "expression", { allowArrowFunctions: true }],
      "max-depth": ["error", 3],
      "max-lines": ["error", 300],
      "max-lines-per-function": ["error", { max: 40, skipBlankLines: true, skipComments: true }],
      "max-params": ["error", 5],
      "max-statements": ["error", 30],
      "no-eval": "error",
      "no-implicit-coercion": "error",
      "no-implied-eval": "error",
      "no-irregular-whitespace": ["error", { skipTemplates: true }],
      "no-new-func": "error",
      "no-param-reassign": "error",
      "no-restricted-properties": ["error", ...NEVER],
      "no-shadow": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-use-before-define": ["error", { functions: true, variables: false }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
    },
  },
  { files: ["templates/assets/js/**/*.js"], languageOptions: { globals: globals.browser } },
  ...Object.entries(ROOMS).map(([folder, others]) => roomOf(folder, others)),
  {
    files: ["tests/**/*.mjs"],
    languageOptions: { globals: globals.nodeBuiltin },
    rules: { "max-lines-per-function": "off" },
  },
];

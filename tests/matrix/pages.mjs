// Cells in browsers without a bundler: plain modules, content security policies, Trusted Types.

import { checks, lists, OWN_WORKER, SHOW } from './program.mjs';

const BARE = "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'";
const STRICT = `${BARE}; require-trusted-types-for 'script'`;
const withWasm = (policy) => policy.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'");

/** An import map is an inline script, which strict policies forbid: the page names files instead. */
const named = (text) =>
  text
    .replaceAll("'presend'", "'/node_modules/presend/dist/esm/index.js'")
    .replaceAll("'presend/slim'", "'/node_modules/presend/dist/esm/slim.js'")
    .replaceAll("'presend/presend.forms.js'", "'/node_modules/presend/dist/presend.forms.js'")
    .replaceAll(/'presend\/(js|request|worker|worker-thread)'/g, "'/node_modules/presend/dist/esm/entries/$1.js'")
    .replaceAll(/'presend\/(locales|profiles)\/(\w+)'/g, "'/node_modules/presend/dist/esm/generated/$1/$2.js'");

const page = {
  'index.html': '<!doctype html><meta charset="utf-8"><body><script type="module" src="/app.js"></script>',
};

/** The one file for pages without a bundler has no request checks: they come from their own. */
const single = {
  ...checks,
  esm: (use, from) =>
    `import { checkRequest } from 'presend/request';\n${checks.esm(use, from).replace(', checkRequest', '')}`,
};

/** `from`: the entry of the checks; `before`: what the page imports first, and its worker too. */
const cell = (name, browser, program, { policy, from, before = '' } = {}) => ({
  name: `${program.prefix}${name}, ${browser}`,
  project: 'pages',
  quick: browser === 'chromium',
  files: {
    ...page,
    'app.js': named(before + program.esm(SHOW, from)),
    'list-worker.js': named(before + OWN_WORKER.file),
  },
  read: ({ cwd, open }) => open(cwd, browser, policy && { 'Content-Security-Policy': policy }),
  wanted: program.wanted,
});

const JS = "import 'presend/js';\n";
/** As a page does that requires Trusted Types, where the browser knows of them. */
const TRUSTED = `() => {
  const url = '/list-worker.js';
  const { trustedTypes } = globalThis;
  const policy = trustedTypes?.createPolicy('lists', { createScriptURL: () => url });
  return new Worker(policy ? policy.createScriptURL(url) : url, { type: 'module' });
}`;

export const cells = ['chromium', 'firefox', 'webkit'].flatMap((browser) => [
  cell('plain module', browser, checks),
  cell('single file', browser, single, { from: 'presend/presend.forms.js' }),
  cell("strict policy with 'wasm-unsafe-eval' and Trusted Types", browser, checks, { policy: withWasm(STRICT) }),
  cell('strict policy with presend/js', browser, checks, { policy: STRICT, from: 'presend/slim', before: JS }),
  cell('plain module', browser, lists('worker')),
  cell('plain module, own worker', browser, lists('worker', OWN_WORKER.option)),
  cell('plain module, no worker', browser, lists('here', 'false')),
  cell("strict policy with 'wasm-unsafe-eval'", browser, lists('worker'), { policy: withWasm(BARE) }),
  cell("strict policy with 'wasm-unsafe-eval' and workers forbidden", browser, lists('here'), {
    policy: `${withWasm(BARE)}; worker-src 'none'`,
  }),
  cell("strict policy with 'wasm-unsafe-eval' and Trusted Types, own worker", browser, lists('worker', TRUSTED), {
    policy: withWasm(STRICT),
  }),
  cell('strict policy with presend/js', browser, lists('here'), { policy: STRICT, before: JS }),
  cell('strict policy with presend/js, own worker', browser, lists('worker', TRUSTED), { policy: STRICT, before: JS }),
]);

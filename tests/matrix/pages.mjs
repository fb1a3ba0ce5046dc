// Cells in browsers without a bundler: plain modules, content security policies, Trusted Types.

import { esm, SHOW } from './program.mjs';

const STRICT =
  "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; require-trusted-types-for 'script'";
const WITH_WASM = STRICT.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'");

/** An import map is an inline script, which strict policies forbid: the page names files instead. */
const named = (text) =>
  text
    .replaceAll("'presend'", "'/node_modules/presend/dist/esm/index.js'")
    .replaceAll("'presend/slim'", "'/node_modules/presend/dist/esm/slim.js'")
    .replaceAll("'presend/js'", "'/node_modules/presend/dist/esm/entries/js.js'")
    .replaceAll(/'presend\/(locales|profiles)\/(\w+)'/g, "'/node_modules/presend/dist/esm/generated/$1/$2.js'");

const page = {
  'index.html': '<!doctype html><meta charset="utf-8"><body><script type="module" src="/app.js"></script>',
};

const cell = (name, browser, program, policy) => ({
  name: `${name}, ${browser}`,
  quick: browser === 'chromium',
  files: { ...page, 'app.js': named(program) },
  read: ({ cwd, open }) => open(cwd, browser, policy && { 'Content-Security-Policy': policy }),
});

export const cells = ['chromium', 'firefox', 'webkit'].flatMap((browser) => [
  cell('plain module', browser, esm(SHOW)),
  cell("strict policy with 'wasm-unsafe-eval' and Trusted Types", browser, esm(SHOW), WITH_WASM),
  cell('strict policy with presend/js', browser, `import 'presend/js';\n${esm(SHOW, 'presend/slim')}`, STRICT),
]);

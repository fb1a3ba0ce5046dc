/**
 * The playground's first script. The page shows what it opens with before any script has come; this one listens, and gets
 * the others when the browser is idle or somebody does something. What is done before they are there is done again after.
 */

import './styles/index.css';
import { recall } from './chosen.js';
import { startTabs } from './tabs.js';
import { startTheme } from './theme.js';
import { hurry, idle, sign } from './turns.js';

/** A choice, a text that was typed, a press of a button. */
const ACTS = ['input', 'change', 'click'] as const;

let started: ReturnType<typeof start> | undefined;

async function start() {
  const done: (() => void)[] = [];
  const keep = ({ type, target }: Event) => {
    if (type === 'click') {
      const button = (target as Element).closest<HTMLElement>('button:not([role="tab"], #theme)');
      if (button) done.push(() => button.click());
    } else if (target instanceof HTMLSelectElement || target instanceof HTMLInputElement) {
      const { value } = target;
      done.push(() => {
        target.value = value;
        target.dispatchEvent(new Event(type, { bubbles: true }));
      });
    }
  };
  for (const act of ACTS) addEventListener(act, keep, true);
  const { begin } = await import('./start.js');
  const page = await begin();
  for (const act of ACTS) removeEventListener(act, keep, true);
  for (const again of done) again();
  return page;
}

const begun = () => (started ??= start());

startTheme();
startTabs((panel) => {
  hurry();
  void begun().then(({ see }) => see(panel));
});
void sign().then(() => {
  hurry();
  void begun();
});

/** English is in the page; another language is waited for. */
function isEnglish(): boolean {
  const { language, audience } = recall();
  return (language ?? navigator.language).startsWith('en') && audience !== 'operator';
}

const whenLoaded = async () => {
  if (isEnglish()) await idle();
  else hurry();
  void begun();
};
if (document.readyState === 'complete') void whenLoaded();
else addEventListener('load', () => void whenLoaded(), { once: true });

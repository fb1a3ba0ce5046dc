// Languages that nobody speaks, for tests and the playground: what breaks in them would break in a real one.
//
// Plain functions over a compiled locale, without anything of Node: the playground makes them in the page.

const ACCENTS = Object.fromEntries(
  [...'aAbBcCdDeEfFgGhHiIjJkKlLmMnNoOpPqQrRsStTuUvVwWxXyYzZ'].map((letter, at) => [
    letter,
    [...'àÀƀƁçÇđĐéÉƒƑğĞĥĤíÍĵĴķĶļĻɱƜñÑöÖƥƤɋɊŕŔšŠţŢûÛṽṼŵŴẋẊýÝžŽ'][at],
  ]),
);
const VOWELS = /[aeiouAEIOU]/;

/** Longer by about 40 % and accented: letters that are cut off, boxes that are too narrow and texts nobody compiled show. */
export function accented(locale) {
  const letters = (words) =>
    [...words].map((letter) => (ACCENTS[letter] ?? letter).repeat(VOWELS.test(letter) ? 2 : 1)).join('');
  return { ...locale, locale: 'en-XA', texts: rewrite(locale.texts, (words) => letters(words), '⟦', '⟧') };
}

/** English from right to left: what is not mirrored shows, and so do values that nobody isolated. */
export function mirrored(locale) {
  const turned = (words) => words.replace(/[A-Za-z’]+/g, '\u202E$&\u202C');
  return { ...locale, locale: 'ar-XB', numbers: 'latn', dir: 'rtl', texts: rewrite(locale.texts, turned, '', '') };
}

/** Each text through `change` where it is words, between `open` and `close`; braces and what they govern stay. */
function rewrite(texts, change, open, close) {
  return texts.replace(/[^\n\t]+/g, (text) => open + words(text, change) + close);
}

/** Braces lead from words into an argument and out again, in turn; apostrophes take them literally. */
function words(text, change) {
  let inArgument = false;
  return text
    .split(/('[{}][^']*'|''|[{}])/)
    .map((piece, at) => {
      if (at % 2 === 0) return inArgument ? piece : change(piece);
      if (piece.length === 1) inArgument = !inArgument;
      return piece;
    })
    .join('');
}

// How many characters a text has, counted as the server does (rules/cleaning.py): code points of its composed form.
export function count(text) {
  return [...text.replace(/\r\n?/g, "\n").replaceAll("\0", "").normalize("NFC")].length;
}

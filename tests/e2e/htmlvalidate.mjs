// SPDX-License-Identifier: EUPL-1.2
// htmlvalidate.mjs - what a page's HTML must be: everything of the recommended, document and accessibility rules, but for the lines below.
export default {
  root: true,
  extends: ['html-validate:recommended', 'html-validate:document', 'html-validate:a11y'],
  rules: {
    // The pages are served as HTML, written by hand for their readers: both « <br> » and an attribute without value are HTML.
    'void-style': ['error', { style: 'omit' }],
    // Our files come from our own host, which has no more reason to lie about them than about the page.
    'require-sri': ['error', { target: 'crossorigin' }],
    // Check boxes of one filter share its name: several of its values may be asked for.
    'form-dup-name': ['error', { shared: ['radio', 'button', 'reset', 'submit', 'checkbox'] }],
    // A list may be named too (« Filtres en cours »): ARIA 1.2 forbids it for paragraphs and such only.
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
    // axe looks at both in the page as drawn; the title is tested to be one of its own.
    'long-title': 'off',
    // Spaces that may not break are characters in our pages, and wanted (« 12 345 », « Où en est-on ? »): a telephone number is none of them.
    'tel-non-breaking': 'off',
    // Templates indent what they put in loops: blanks at an end of line cost a byte and mean nothing.
    'no-trailing-whitespace': 'off',
  },
};

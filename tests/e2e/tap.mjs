// SPDX-License-Identifier: EUPL-1.2
// tap.mjs - one line a test; what is wrong follows it, a line each.
let n = 0, rates = 0;

// A test passes when `ecarts` is empty. At most `max` of them are shown.
export function test(nom, ecarts, max = 12) {
  n++;
  rates += ecarts.length > 0;
  console.log(`${ecarts.length ? 'not ok' : 'ok'} ${n} - ${nom.replaceAll('#', '\\#')}`);
  for (const ecart of ecarts.slice(0, max)) dire(ecart);
  if (ecarts.length > max) dire(`… and ${ecarts.length - max} more`);
}

export function passer(nom, raison) {
  n++;
  console.log(`ok ${n} - ${nom.replaceAll('#', '\\#')} # SKIP ${raison}`);
}

export function dire(texte) {
  for (const ligne of String(texte).split('\n')) console.log(`# ${ligne}`);
}

// The whole test cannot be done here. It fails instead where everything is wanted (lancer says the same).
export function sauter(raison) {
  if (process.env.RELAIS_E2E === 'exige') console.log(`1..1\nnot ok 1 - ${raison}`);
  else console.log(`1..0 # SKIP ${raison}`);
  process.exit(process.env.RELAIS_E2E === 'exige' ? 1 : 0);
}

// The last line, and the exit code.
export function fin() {
  console.log(`1..${n}`);
  process.exitCode = rates > 0 ? 1 : 0;
}

/** Words that are not plain English here, and what to write instead. */
export const words: readonly (readonly [RegExp, string])[] = [
  [/\b(?:whoever|somebody|nobody|everybody|anybody)\b/gi, 'the user, you, anyone, no one'],
  [/\bstand-ins?\b|\bstands? in for\b/gi, 'emulator, replacement'],
  [/\bteeth\b/gi, 'mutation tests'],
  [/\bmend(?:s|ed|ing)?\b/gi, 'fix'],
  [/\bcanar(?:y|ies)\b/gi, 'secret leak'],
  [/\btortur(?:e|es|ed|ing)\b/gi, 'stress test'],
  [/\bworkshops?\b/gi, 'sandbox'],
  [/\bway (?:back|on)\b/gi, 'return URL, next step'],
  [/\bthere is no such\b/gi, 'not found'],
  [/\bleads? nowhere\b/gi, 'is unreachable'],
  [/\bsays so\b/gi, 'reports it'],
]

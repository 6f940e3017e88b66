// The build reads, checks and compiles the roster where it is imported; see cli/build/bundle.ts.
declare module '*/roster.yaml' {
  const roster: import('./assets/domain/roster/roster').Roster;
  export default roster;
}

declare module '*/roster.yaml?digests' {
  /** Of the file's text. */
  export const text: string;
  /** Of the code that compiles it: another digest, and the same text may come to another roster. */
  export const compiler: string;
}

declare module '*/roster.yaml?text' {
  const text: string;
  export default text;
}

declare module '*/package.json?release' {
  /** What is built, and from which commit; see cli/build/release.ts. */
  const release: import('./assets/application/ports').Release;
  export default release;
}

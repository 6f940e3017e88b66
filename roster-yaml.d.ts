// The build reads, checks and compiles the roster where it is imported; see cli/build.ts.
declare module '*/roster.yaml' {
  const roster: import('./assets/domain/roster/roster').Roster;
  export default roster;
}

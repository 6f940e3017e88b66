// The build deploys an image that is imported, under a name with a hash of its content, and gives its address.
declare module '*.svg' {
  const address: string;
  export default address;
}

/** Whether a name can stand in a path: the SDK does not encode it, and `.` and `..` would walk to another address. */
export function isAddressable(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/\p{Surrogate}/u.test(name);
}

/** Whether this is asked once and remembered, beside what an operation is about: the kinds that there are, and who the caller is. */
export function isAside({ path }: { path: string }): boolean {
  return /^\/apis?$|\/selfsubjectreviews$/.test(path);
}

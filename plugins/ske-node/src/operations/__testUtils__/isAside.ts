/** Whether a request is discovery or an identity review. Both are cached and not part of an operation itself. */
export function isAside({ path }: { path: string }): boolean {
  return /^\/apis?$|\/selfsubjectreviews$/.test(path);
}

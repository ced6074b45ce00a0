export { createMergePatch } from './mergePatch';
export type { Manifest } from './parseManifest';
export { parseManifest } from './parseManifest';

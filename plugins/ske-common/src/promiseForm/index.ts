export { createPromiseTemplate } from './createPromiseTemplate';
export { describePromise, type PromiseDescription } from './describePromise';
export type { KratixPromise, PromiseApi } from './promise/KratixPromise';
export type { PromiseTemplate, TemplateEntity } from './PromiseTemplate';
export type { PromiseTemplateSettings } from './PromiseTemplateSettings';
export { readPromiseApi } from './readPromiseApi';
export { createRequestManifest } from './requestManifest';
export { humanise } from './values/titles';
export { INCOMPLETE_ROWS_KEY, INVALID_YAML_KEY } from './schema';

export type {
  ConfigureOptions,
  ConfigureResult,
  FieldChange,
  SeenObject,
} from './ConfigureResource';
export type { DeleteInput } from './DeleteInput';
export { MOST_MANIFEST_BYTES } from './manifestLimit';

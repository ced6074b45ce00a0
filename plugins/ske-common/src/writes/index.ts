export type {
  ConfigureOptions,
  ConfigureResult,
  FieldChange,
} from './ConfigureResource';
export type { DeleteInput } from './DeleteInput';

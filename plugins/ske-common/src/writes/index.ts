export type {
  ConfigureOptions,
  ConfigureResult,
  FieldChange,
} from './ConfigureResource';

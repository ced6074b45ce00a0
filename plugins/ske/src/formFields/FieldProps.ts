import type { JsonValue } from '@backstage/types';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';

/** What the scaffolder's form hands to a field extension; its value can be any JSON. */
export type FieldProps<TUiOptions = unknown> = FieldExtensionComponentProps<
  JsonValue | undefined,
  TUiOptions
>;

import type { JsonValue } from '@backstage/types';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';

/** The props of a field extension whose value can be any JSON. */
export type FieldProps<TUiOptions = unknown> = FieldExtensionComponentProps<
  JsonValue | undefined,
  TUiOptions
>;

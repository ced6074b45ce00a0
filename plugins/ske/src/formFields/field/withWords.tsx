import { Suspense, type ComponentType } from 'react';

/** A field whose texts may have to be loaded. Without its own Suspense boundary, the whole page of the scaffolder would wait for the texts. */
export function withWords<Props extends object>(Field: ComponentType<Props>) {
  return function FieldWithWords(props: Props) {
    return (
      <Suspense fallback={null}>
        <Field {...props} />
      </Suspense>
    );
  };
}

import { useState, type ReactNode } from 'react';
import type { JsonObject, JsonValue } from '@backstage/types';
import { Radio, RadioGroup } from '@backstage/ui';
import type { FieldProps } from '../FieldProps';
import styles from './ChosenFields.module.css';
import type { Choice, KratixObjectOptions } from './KratixObjectOptions';
import type { FormSchema, UiSchema } from './withoutUntouched';

type Props = FieldProps<KratixObjectOptions>;

/**
 * Asks for one of the choices, and hands on the object with its fields alone. What is filled in tells which one it is: nothing is taken out until a
 * person chooses another, and an object with several of them shows them all, for a person to decide.
 */
export function ChosenFields(
  props: Props & {
    choices: Choice[];
    draw(chosen: Props): ReactNode;
  },
) {
  const { choices, draw, ...objectProps } = props;
  const { formData, onChange, registry } = objectProps;
  const schema = objectProps.schema as FormSchema;
  const values = (formData ?? {}) as JsonObject;
  const [picked, pick] = useState<number>();

  const filled = choices.filter(({ fields }) =>
    fields.some(name => values[name] !== undefined),
  );
  const shown =
    filled.length > 0 || picked === undefined ? filled : [choices[picked]];
  const current = shown.length === 1 ? choices.indexOf(shown[0]) : -1;

  /** What is there, or what the form would put in if the property were always there. */
  const valueOf = (name: string): JsonValue | undefined => {
    if (values[name] !== undefined) {
      return values[name];
    }
    const property = propertiesOf(schema)[name];
    return [property.type].flat().includes('object')
      ? (registry.schemaUtils.getDefaultFormState(property, {}) as JsonValue)
      : property.default;
  };

  const choose = (index: number) => {
    pick(index);
    const mine = choices[index].fields;
    const next: Record<string, JsonValue | undefined> = { ...values };
    for (const name of choices.flatMap(({ fields }) => fields)) {
      next[name] = mine.includes(name) ? valueOf(name) : undefined;
    }
    onChange(next as JsonObject);
  };

  const hidden = choices
    .filter(choice => !shown.includes(choice))
    .flatMap(({ fields }) => fields);
  return (
    <>
      <RadioGroup
        className={styles.choices}
        label="Choose one"
        isRequired
        value={current === -1 ? null : String(current)}
        onChange={value => choose(Number(value))}
        isDisabled={props.disabled}
        isReadOnly={props.readonly}
      >
        {choices.map(({ title }, index) => (
          <Radio key={index} value={String(index)}>
            {title}
          </Radio>
        ))}
      </RadioGroup>
      {draw({
        ...objectProps,
        schema: withoutProperties(schema, hidden) as Props['schema'],
        uiSchema: asChosen(
          objectProps.uiSchema,
          shown,
          propertiesOf(schema),
        ) as Props['uiSchema'],
      })}
    </>
  );
}

function propertiesOf(schema: FormSchema): Record<string, JsonObject> {
  return (schema.properties ?? {}) as Record<string, JsonObject>;
}

function withoutProperties(schema: FormSchema, names: string[]): FormSchema {
  const kept = Object.entries(propertiesOf(schema)).filter(
    ([name]) => !names.includes(name),
  );
  return { ...schema, properties: Object.fromEntries(kept) };
}

/** What is chosen need not be switched on as well, and a heading need not say again what the choice is called. */
function asChosen(
  uiSchema: UiSchema,
  shown: Choice[],
  properties: Record<string, JsonObject>,
): UiSchema {
  const result = { ...uiSchema };
  for (const { title, fields } of shown) {
    for (const name of fields) {
      const own = { ...(uiSchema[name] as UiSchema | undefined) };
      const { optional: _, ...options } = (own['ui:options'] ?? {}) as UiSchema;
      const isObject = properties[name].properties !== undefined;
      const isSaid =
        isObject &&
        properties[name].title === title &&
        properties[name].description === undefined;
      result[name] = {
        ...own,
        'ui:options': { ...options, ...(isSaid && { label: false }) },
      };
    }
  }
  return result;
}

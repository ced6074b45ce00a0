import { ariaDescribedByIds, type WidgetProps } from '@rjsf/utils';
import type { Words } from '../../words';

/** What all widgets have in common. */
export function fieldProps(props: WidgetProps, t: Words) {
  const { id, value, required, rawErrors = [], onBlur, onFocus } = props;
  return {
    id,
    name: id,
    label: props.label || props.schema.title,
    secondaryLabel: required ? t('form.mark.required') : undefined,
    autoFocus: props.autofocus,
    isRequired: required,
    isDisabled: props.disabled,
    isInvalid: rawErrors.length > 0,
    // The form shows the errors.
    validationBehavior: 'aria' as const,
    'aria-describedby': ariaDescribedByIds(id),
    onBlur: () => onBlur(id, value),
    onFocus: () => onFocus(id, value),
  };
}

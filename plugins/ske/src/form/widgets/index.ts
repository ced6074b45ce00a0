import { CheckboxChoice } from './CheckboxChoice';
import { Choice } from './Choice';
import { DateInput } from './DateInput';
import { RadioChoice } from './RadioChoice';
import { TextArea } from './TextArea';
import { TextInput } from './TextInput';

/**
 * The widgets of a form that is drawn by Backstage UI. The widgets of the form's theme have English words in every language, and its text area and date do
 * not tell screen readers that they are required.
 */
export const formWidgets = {
  BaseInput: TextInput,
  CheckboxesWidget: CheckboxChoice,
  DateWidget: DateInput,
  RadioWidget: RadioChoice,
  SelectWidget: Choice,
  TextareaWidget: TextArea,
  TextWidget: TextInput,
  UpDownWidget: TextInput,
};

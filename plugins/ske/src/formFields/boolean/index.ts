import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { withWords } from '../withWords';
import { KratixBoolean } from './KratixBoolean';

export { KratixBoolean };

export const kratixBoolean = createFormField({
  name: 'KratixBoolean',
  component: withWords(KratixBoolean),
});

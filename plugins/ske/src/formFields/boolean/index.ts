import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { withWords } from '../field/withWords';
import { KratixBoolean } from './KratixBoolean';

export { KratixBoolean };

export const kratixBoolean = createFormField({
  name: 'KratixBoolean',
  component: withWords(KratixBoolean),
});

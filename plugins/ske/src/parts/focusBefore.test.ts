import { focusBefore } from './focusBefore';

describe('focusBefore', () => {
  it('skips a control that users cannot see: the native select beside a select of React Aria', () => {
    document.body.innerHTML = `
      <button id="choice">Engine</button>
      <div aria-hidden="true"><select tabindex="-1"><option>a</option></select></div>
      <input type="hidden" />
      <div id="row"><button>Remove</button></div>`;
    focusBefore(document.querySelector('#row'));
    expect(document.activeElement).toBe(document.querySelector('#choice'));
  });
});

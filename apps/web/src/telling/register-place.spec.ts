import { registerPlace } from './register-place';

test('a notice of the register leads to where its reason is answered', () => {
  expect(registerPlace).toEqual({ adviser: '/advice', officer: '/register', clinician: '/settings' });
});

/** People and devices. */
export const people = {
  name: 'Name',
  nameHint:
    'A short name such as joe, or the person’s e-mail address. For devices, for example scanner.',
  password: 'Password',
  passwordHint: 'Made up by Mailroom; short enough for old devices. You can type another.',
  another: 'Another one',
  addTitle: 'Add a person or a device',
  add: 'Add',
  added: (name: string) => `${name} was added.`,
  slip: (name: string) => `Access for ${name}`,
  slipOnce: 'The password is shown only now. Copy or print it.',
  server: 'Server',
};

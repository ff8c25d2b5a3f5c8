import type { Phrases } from './say.ts';

/** Sentences of the relay that name a command, worded for a window. */
export const phrases: Phrases = {
  whole: {
    'Type the provider’s user name and password again with "mailroom provider set".':
      'Type the provider’s user name and password again.',
    'Set user name and password with "mailroom provider set".':
      'Set user name and password of the provider.',
    'Choose STARTTLS or TLS with "mailroom provider set".':
      'Choose STARTTLS or TLS in the provider settings.',
    'Check that user name and password are set with "mailroom provider set".':
      'Check that user name and password of the provider are set.',
    'Choose STARTTLS or TLS, or allow it, with "mailroom provider set".':
      'Choose STARTTLS or TLS in the provider settings, or allow it there.',
    'If it needs no sign-in, choose none with "mailroom provider set"; else ask the provider.':
      'If it needs no sign-in, leave the user name empty; else ask the provider.',
    'Make an app password in the provider’s account pages, and set it with "mailroom provider set".':
      'Make an app password in the provider’s account pages, and type it here.',
    'Check the encryption setting and the port; run "mailroom provider test".':
      'Check the encryption setting and the port; then run the test.',
    'Check the server name. If the server is your own, run "mailroom provider test" and pin its fingerprint.':
      'Check the server name. If the server is your own, run the test and pin its fingerprint.',
    'Check the server name. If the server is your own, pin its fingerprint with "mailroom provider set --fingerprint SHA256".':
      'Check the server name. If the server is your own, pin its fingerprint.',
    'Ask who runs the server whether the certificate was renewed; then pin the new one with "mailroom provider set --fingerprint SHA256".':
      'Ask who runs the server whether the certificate was renewed; then pin the new one.',
    'Resume it with "mailroom queue resume" to send what waits.': 'Resume it to send what waits.',
    'Port 465 wants TLS from the start: choose "implicit".':
      'Port 465 wants TLS from the start: choose that as encryption.',
    'Port 587 wants STARTTLS: choose "starttls".':
      'Port 587 wants STARTTLS: choose that as encryption.',
    'Set one with "mailroom provider set --host NAME".': 'Set up a provider first.',
    'Use "mailroom provider set --host NAME", which asks for the new one.':
      'Change the server on the page Provider; its password is typed there, too.',
    'Add one: mailroom users add NAME': 'Add one under People and devices.',
    'Switch on SSL/TLS or STARTTLS in the programs there, then allow it no more: mailroom settings set access.plaintextSignIn "127.0.0.0/8,::1"':
      'Switch on SSL/TLS or STARTTLS in the programs there, then allow it no more under Network and security.',
    'Then let it in again: mailroom blocks remove NAME':
      'Then lift the block under Network and security.',
    'Take it back: mailroom trust remove NAME': 'Take it back under Network and security.',
    'Start it again and look at "mailroom journal".':
      'Start it again and look at the journal under Diagnostics.',
    'Run "mailroom doctor" and look at the disk.': 'Run the checks and look at the disk.',
    'Set the device to an allowed sender, or change the list with "mailroom trust set".':
      'Set the device to an allowed sender, or change the list under Network and security.',
    'Change its list of recipient domains with "mailroom trust set".':
      'Change its list of recipient domains under Network and security.',
    'Then wait, or lift the block: see "mailroom blocks list".':
      'Then wait, or lift the block under Network and security.',
    'If that does not help, run "mailroom doctor".': 'If that does not help, run the checks.',
    'Wait, or raise its limit with "mailroom trust set".':
      'Wait, or raise its limit under Network and security.',
    'See "mailroom queue list", or "mailroom history" if it has left already.':
      'It may have left already.',
    'Start the app, or type: mailroom serve': 'Start the app.',
    'Check them with "mailroom settings get".': 'Look through the settings.',
    'Enable the user first.': 'Switch the name on again first.',
    'Name both files with "mailroom certificate own", or neither to use the certificate that Mailroom makes.':
      'Name both files, or neither to use the certificate that Mailroom makes.',
    'Give it another port: mailroom settings set practice.port NUMBER':
      'Give it another port in a terminal: mailroom settings set practice.port NUMBER',
    // The listeners by the names that the window gives them.
    pop3: '“Incoming mail (POP3)”',
    pop3s: '“Incoming mail, encrypted (POP3)”',
    relay: '“Outgoing mail (SMTP)”',
    submission: '“Outgoing mail with sign-in (STARTTLS)”',
    submissions: '“Outgoing mail, encrypted (TLS)”',
  },
  patterns: [
    [/^See (?:the \w+ with |the value in force with |all with )?"mailroom [^"]+"\.$/, ''],
    [
      /^Then set its address as a proxy: mailroom settings set popAuth\.proxies "[^"]+"$/,
      'Then set its address as a proxy under Network and security, here 127.0.0.1 and ::1.',
    ],
    [/^Write a value like the one shown by "mailroom settings get \S+"\.$/, ''],
    [
      /^Choose another port: mailroom settings set \S+ NUMBER$/,
      'Choose another port under Network and security.',
    ],
    [
      /^Choose another address, :: for all: mailroom settings set \S+ ADDRESS$/,
      'Change under Network and security where it listens.',
    ],
    [/^(\S+) and (.+) cannot both use port (\d+)\.$/, '%1 and %2 cannot both use port $3.'],
    [
      /^Choose fewer than (\S+) hours, or raise queue\.giveUpHours\.$/,
      'Choose fewer than $1 hours, or give up later.',
    ],
    [/^The setting \S+ (.+)\.$/, 'This $1.'],
    [/^(\S+) is disabled, and may not send\.$/, '$1 is switched off, and may not send.'],
    [/^Look at "mailroom journal" for (\S+)\.$/, 'Look in the journal under Diagnostics for $1.'],
    [/^"mailroom blocks remove \S+" lifts it\.$/, 'Lift it under Network and security.'],
  ],
};

/** A program of its own, started by certificate-maker: reads a request, writes the certificates, ends. */
import { stdin, stdout } from 'node:process';
import { text } from 'node:stream/consumers';
import { makeCertificates, type CertificateRequest } from './make-certificates.ts';

const request = JSON.parse(await text(stdin)) as CertificateRequest;
stdout.write(JSON.stringify(await makeCertificates(request)));

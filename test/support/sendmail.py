"""A sendmail -t that sends nothing: it writes who would get the mail, and the mail as it would travel.

As Postfix reads it (sendmail(1), sendmail_fix_line_endings): a first line that ends in CRLF makes all CRLF line ends.
"""
import email.parser, email.policy, email.utils, json, os, sys

assert sys.argv[1:] == ['-t'], sys.argv
mail = sys.stdin.buffer.read()
if mail.split(b'\n', 1)[0].endswith(b'\r'):
    mail = mail.replace(b'\r\n', b'\n')
assert b'\r' not in mail, 'a line that ends in CR'
lines = mail.split(b'\n')
assert max(map(len, lines)) <= 998, 'a line is too long (RFC 5321 section 4.5.3.1.6)'
assert max(mail) < 128, 'eight bits, which no server need take'
head = email.parser.BytesHeaderParser(policy=email.policy.default).parsebytes(mail)
assert not head.defects, head.defects
fields = [str(value) for name in ('To', 'Cc', 'Bcc') for value in head.get_all(name, [])]
to = [address for _, address in email.utils.getaddresses(fields)]
assert to, 'No recipient addresses found in message header'
with open('sent.json', 'w') as out:
    json.dump({'to': to, 'fields': head.keys()}, out)
with open('sent.eml', 'wb') as out:
    out.write(mail.replace(b'\n', b'\r\n'))

"""Posts undelivered alerts again, as Headwater does: records of sensor-alerts-undelivered on standard input, one a line.

    ... | WEBHOOK_URL=https://... [WEBHOOK_SECRET=...] python3 replay-undelivered.py <name of the webhook>

Prints what became of each, and ends with status 1 when there is one that the webhook has not taken.
"""
import hashlib, hmac, http.client, json, os, sys, time, urllib.error, urllib.parse, urllib.request

# What a header carries; all else, and percent itself, is percent-encoded
PLAIN = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) != "%")
MOST_CHARS = 256


class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def headers(undelivered: dict, body: bytes) -> dict:
    timestamp = str(int(time.time()))
    key = urllib.parse.quote(f"{undelivered['alert_id']}:{undelivered['state']}", safe=PLAIN)
    if len(key) > MOST_CHARS:
        key = key[: MOST_CHARS - 65] + "~" + hashlib.sha256(key.encode()).hexdigest()
    result = {"Content-Type": "application/json", "Idempotency-Key": key, "X-Headwater-Timestamp": timestamp}
    if secret := os.environ.get("WEBHOOK_SECRET"):
        digest = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()
        result["X-Headwater-Signature"] = "sha256=" + digest
    return result


def post(undelivered: dict) -> str:
    body = undelivered["alert"].encode()
    try:
        json.loads(body)
    except ValueError:
        return "cut"  # Only its topic has all of it, if that keeps it still
    request = urllib.request.Request(os.environ["WEBHOOK_URL"], body, headers(undelivered, body))
    try:
        with urllib.request.build_opener(NoRedirects).open(request, timeout=30) as answer:
            return str(answer.status)
    except urllib.error.HTTPError as refusal:
        return str(refusal.code)
    except (OSError, http.client.HTTPException):
        return "no answer"  # The reason could tell the URL, which is a secret


def main() -> int:
    untaken = 0
    for line in sys.stdin.buffer:
        undelivered = json.loads(line)
        if undelivered["webhook"] == sys.argv[1] and undelivered["alert_id"] is not None:
            outcome = post(undelivered)
            untaken += not outcome.startswith("2")
            print(outcome, undelivered["alert_id"], undelivered["state"], flush=True)
    return 1 if untaken else 0


sys.exit(main())

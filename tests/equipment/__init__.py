"""What several rooms of the tests share: a database, a mail server, a browser, the service itself. No tests here."""

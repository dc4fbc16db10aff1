-- The tables of schema 1, as release 0.1.0 made them before entries were kept.
CREATE TABLE about (
	name VARCHAR(32) NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
CREATE TABLE report (
	id VARCHAR(64) NOT NULL, 
	name TEXT NOT NULL, 
	text TEXT NOT NULL, 
	title TEXT, 
	outlet TEXT, 
	url TEXT, 
	published TEXT, 
	language TEXT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE sentence (
	report VARCHAR(64) NOT NULL, 
	n INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	part TEXT NOT NULL, 
	paragraph INTEGER NOT NULL, 
	PRIMARY KEY (report, n), 
	FOREIGN KEY(report) REFERENCES report (id) ON DELETE CASCADE
);
CREATE TABLE time (
	report VARCHAR(64) NOT NULL, 
	n INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	type TEXT NOT NULL, 
	value TEXT, 
	edtf TEXT, 
	anchor TEXT NOT NULL, 
	PRIMARY KEY (report, n), 
	FOREIGN KEY(report) REFERENCES report (id) ON DELETE CASCADE
);
CREATE TABLE mention (
	report VARCHAR(64) NOT NULL, 
	n INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	layer TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	name TEXT NOT NULL, 
	via TEXT NOT NULL, 
	actors JSON NOT NULL, 
	persons JSON NOT NULL, 
	PRIMARY KEY (report, n), 
	FOREIGN KEY(report) REFERENCES report (id) ON DELETE CASCADE
);
CREATE TABLE quote (
	report VARCHAR(64) NOT NULL, 
	n INTEGER NOT NULL, 
	source JSON NOT NULL, 
	cue JSON NOT NULL, 
	content JSON NOT NULL, 
	direct BOOLEAN NOT NULL, 
	voice JSON, 
	PRIMARY KEY (report, n), 
	FOREIGN KEY(report) REFERENCES report (id) ON DELETE CASCADE
);
CREATE TABLE act (
	report VARCHAR(64) NOT NULL, 
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	plover TEXT NOT NULL, 
	cameo TEXT, 
	actors JSON NOT NULL, 
	persons JSON NOT NULL, 
	recipients JSON NOT NULL, 
	status TEXT NOT NULL, 
	"when" TEXT, 
	when_words TEXT, 
	due TEXT, 
	due_words TEXT, 
	"where" TEXT, 
	matter TEXT, 
	instrument TEXT, 
	condition TEXT, 
	said_by JSON NOT NULL, 
	negated BOOLEAN NOT NULL, 
	sentence_start INTEGER NOT NULL, 
	sentence_end INTEGER NOT NULL, 
	words_start INTEGER NOT NULL, 
	words_end INTEGER NOT NULL, 
	spans JSON NOT NULL, 
	rule TEXT NOT NULL, 
	confidence FLOAT NOT NULL, 
	PRIMARY KEY (report, n), 
	FOREIGN KEY(report) REFERENCES report (id) ON DELETE CASCADE
);
